from support.app import health, module_serve, run, serve

__all__ = ["health", "module_serve", "run", "serve"]
