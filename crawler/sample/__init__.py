"""The bundled sample: a small sector news site, its papers and the server that shows them on loopback."""
