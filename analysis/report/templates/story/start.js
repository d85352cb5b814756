// Last of all: go where the address points
addEventListener("hashchange", reveal);
reveal();
