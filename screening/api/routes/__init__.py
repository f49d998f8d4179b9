"""The routes, one module a thing that is asked for."""
