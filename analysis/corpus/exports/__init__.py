"""The exports of press databases: one file, many articles, with their labels kept out of the body."""
