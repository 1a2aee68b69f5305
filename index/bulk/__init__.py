"""The bundled weights on the machine's fastest engine, in a process of its own, for many texts."""
