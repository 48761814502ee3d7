"""One module a kind of source; each lists documents, the base fetches them and accounts for every one."""
