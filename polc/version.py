"""The version, in its one place: packaging, `polc --version` and settlements read it here."""

__version__ = "0.1.0"
