"""How well letters are read: expected facts against proposed ones, by field."""
