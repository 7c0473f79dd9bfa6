"""What is said alike of a place and of its listing."""


def say_fee(words: str, amount: int | None) -> str:
    """As somebody wrote it, else the sum."""
    if words or amount is None:
        return words
    return f"{amount:,}円" if amount else "無料"
