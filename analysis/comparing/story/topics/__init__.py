"""One topic of findings a module: each looks at one event and proposes what is worth telling of it."""
