"""Faults made on purpose: runs killed, disks filled, servers gone, files damaged, and what must hold after each."""
