import base64
import hashlib

from analysis.report.story.policy import write_policy


def test_only_the_page_s_own_script_and_style_may_run():
    policy = write_policy("p{}", "go()")
    digest = base64.b64encode(hashlib.sha256(b"go()").digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
