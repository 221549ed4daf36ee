"""Without TRUSTED_PROXIES the plan says what any client could claim; once, in the program that runs Nginx."""

import pytest
from testkit.site import APPLICATION, SITE, write_site

SAID = "  warn: TRUSTED_PROXIES is not set: any client can claim another address (X-Forwarded-For), https (X-Forwarded-Proto)"
PLANS = {
    "proxy": ("proxy", ["plan"], {}, 1),
    "single": ("app-runner", ["plan", APPLICATION], {"BOOTSTRAP_SHAPE": "single"}, 1),
    "pod": ("app-runner", ["plan", APPLICATION], {"BOOTSTRAP_SHAPE": "pod"}, 0),
}


@pytest.mark.parametrize("name", PLANS)
def test_the_plan(tree, run, name):
    program, command, shape, times = PLANS[name]
    write_site(tree)
    unset = run(tree, *command, program=program, **shape, **SITE)
    assert unset.status == 0, unset.output()
    assert unset.stdout.text().count(SAID) == times
    advice = "; set it to the addresses of the load balancer, or to none where clients connect directly\n"
    assert unset.stdout.text().count(advice) == times
    for value in ("none", "private"):
        text = run(tree, *command, program=program, TRUSTED_PROXIES=value, **shape, **SITE).stdout.text()
        assert "warn: TRUSTED_PROXIES" not in text
        assert f"  TRUSTED_PROXIES={value} (environment)\n" in text
