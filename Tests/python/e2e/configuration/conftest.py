from support.app import module_serve, run, serve

__all__ = ["module_serve", "run", "serve"]
