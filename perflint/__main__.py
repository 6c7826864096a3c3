"""``python -m perflint``."""

from perflint.cli.main import main

if __name__ == "__main__":
    main()
