"""Every sentence of the language in Chinese."""

CHINESE: dict[str, str] = {}
