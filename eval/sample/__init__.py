"""The sample corpus of three fictional authorities, with its questions and the script that writes it."""
