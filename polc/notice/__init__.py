"""The notice of one settlement, for the person whom it is about."""
