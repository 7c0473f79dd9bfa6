"""How well one colour can be read on another, as WCAG 2.2 measures it: from 1 to 21; text wants 4.5."""


def contrast(front: str, back: str) -> float:
    """Colours are written #rrggbb."""
    darker, lighter = sorted([_luminance(front), _luminance(back)])
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
