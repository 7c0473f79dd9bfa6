"""How a listing is said. Spaces stand where a line may break."""
