"""One small reader a format: bytes become a Reading."""
