"""What stands in the log: addresses, but no key that opens a page without signing in."""

import logging
import re

KEY = re.compile(r"/[\w-]{30,}", re.ASCII)
"""A part of an address that long is no word: it is the link of an operator, or one that sets a password."""


class WithoutKeys(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = KEY.sub("/…", record.getMessage()), ()
        return True
