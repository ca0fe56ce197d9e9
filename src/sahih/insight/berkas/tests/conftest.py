from sahih.process.conftest import kisah, walked_once

__all__ = ("kisah", "walked_once")
