"""Policy: what the browser may run and load in the page, which is its own script and style and nothing else."""

import base64
import hashlib


def write_policy(style: str, script: str) -> str:
    """Write the content security policy of a page with one inline style and one inline script.

    >>> write_policy("p{}", "1").split("; ")[0]
    "default-src 'none'"

    Limits: stands in a `meta`, so it holds from there on; the page loads nothing before it.
    """
    rules = ["default-src 'none'", f"style-src '{_hash(style)}'", f"script-src '{_hash(script)}'"]
    return "; ".join([*rules, "img-src data: blob:", "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
