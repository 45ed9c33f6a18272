"""What the commands map, sources, rules and explain print."""
