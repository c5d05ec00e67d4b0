"""Every clause of each document, by the id under which the policies cite it."""

from typing import Final

CLAUSE_IDS: Final = {
    "suizhou": (
        "SZ",
        """
        0.1 0.2 1.1 1.2 1.3 2.1.0 2.1.1 2.1.2a 2.1.2b 2.1.3 2.1.4 2.1.5 2.1.6 2.2.1 2.2.2 2.2.3
        2.2.4 2.2.5 2.3.1 2.3.2 2.3.3 2.4.1a 2.4.1b 2.4.1c 2.4.1d 2.5.0a 2.5.0b 2.5.1 2.5.2.1
        2.5.2.2a 2.5.2.2b 2.5.2.2c 2.5.2.2d 2.5.2.3 2.5.3a 2.5.3b 2.5.3c 2.5.4a 2.5.4b 2.5.4c
        2.5.5a 2.5.5b 2.5.5c 2.6.1 2.6.2 2.6.3 2.6.4 2.6.5 2.7.1 2.7.2 2.7.3 3.1.1 3.1.2 3.1.3a
        3.1.3b 3.1.3c 3.1.4 3.2.1 3.2.2 3.3.1 3.3.2 3.3.3 4.1 4.2 4.3 4.4 5.1 5.2
        """,
    ),
    "zhangye": (
        "ZY",
        """
        0.1 0.2 1.1 2.0a 2.0b 2.1.1 2.1.2 2.1.3 2.2.0 2.2.1 2.2.2a 2.2.2b 2.2.2c 2.2.3 2.2.4a
        2.2.4b 2.2.5a 2.2.5b 2.2.6 3.0 3.1.1a 3.1.1b 3.1.2 3.2a 3.2b 3.2c 3.2d 3.3.1.0a 3.3.1.0b
        3.3.1.0c 3.3.1.0d 3.3.1.1 3.3.1.2a 3.3.1.2b 3.3.1.3 3.3.1.4a 3.3.1.4b 3.3.1.5 3.3.1.6
        3.3.2a 3.3.2b 3.3.2c 3.3.2d 4.1a 4.1b 4.2 5.1a 5.1b 5.2 5.3 5.4 6.1 6.2 6.3 6.4 7.1
        """,
    ),
    "national": (
        "NA",
        """
        0.1 1.1 1.2 1.3 2.1a 2.1b 2.1c 2.1d 2.1e 2.1f 2.2a 2.2b 2.2c 2.3 3.4a 3.4b 3.4c 3.4d
        3.5a 3.5b 3.6a 3.6b 3.6c 3.6d 3.6e 3.7a 3.7b
        """,
    ),
    "chongqing": (
        "CQ",
        """
        0.1 1.1 2.1 3.1a 3.1b 3.1c 3.1d 3.1e 3.2a 3.2b 3.2c 3.2d 3.3a 3.3b 3.4a 3.4b 3.4c 3.4d
        Q1a Q1b Q1c Q1d Q1e Q1f Q1g Q1h Q2a Q3a Q3b Q3c Q3d Q3e Q3f Q4 Q5 Q6a Q6b Q7a Q7b Q8 Q9
        Q10 Q11a Q11b Q12a Q12b Q13a Q13b
        """,
    ),
    "pengshui": (
        "PS",
        """
        0.1 0.2 1.1 2.1a 2.1b 2.1c 2.2.1a 2.2.1b 2.2.1c 2.2.1d 2.2.1e 2.2.1f 2.2.2a 2.2.2b
        2.2.2c 2.2.2d 2.3.1a 2.3.1b 2.3.1c 2.3.2a 2.3.2b 2.3.2c 2.3.2d 2.3.2e 2.3.2f 2.3.2g
        2.3.2h 2.3.3a 2.3.3b 2.3.3c 2.3.3d 2.3.3e 2.3.3f 2.3.3g 2.4.1a 2.4.1b 2.4.2a 2.4.2b
        2.4.2c 2.4.2d 2.4.2e 2.5.1 2.5.2 2.6.1 2.6.2 2.6.3 2.6.4 3.1 3.2 3.3 3.4
        """,
    ),
}
"""Policy to the letters of its document and what follows them in the ids."""


def clause_ids(name: str) -> frozenset[str]:
    """The ids of a document whole."""
    letters, numbers = CLAUSE_IDS[name]
    return frozenset(f"{letters}-{number}" for number in numbers.split())
