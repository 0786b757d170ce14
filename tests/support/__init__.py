"""What the Python tests share: the running system, real SDK clients, the strict checker of answers."""
