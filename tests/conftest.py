"""How hypothesis runs here: no time limit, for timings are the benchmark's, and the same examples in each run.

Look for new examples with `script/test --hypothesis-profile=default`.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("batao", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("batao")
