"""A message with Arabizi, slips or glued words is heard as written and as it is most likely meant.

The mean of what it says as written and of the higher of both: on disguised lines of validation voices the higher alone
found more, and cried wolf more often where words that mean nothing were read as some that do.
"""

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


def with_reading(written: Values, read: Values) -> Values:
    """The log-odds of messages (n, columns) from those of each as written and as read."""
    return (written + np.maximum(written, read)) / 2
