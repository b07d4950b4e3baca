"""Wires everything and holds no rule: settings, addresses, server, commands."""
