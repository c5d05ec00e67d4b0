"""`python -m polc`: the command line, where no script is on the path.

In: the words behind it. Out: what the command `polc` does and ends with.
"""

from polc.cli.main import main

if __name__ == "__main__":
    main()
