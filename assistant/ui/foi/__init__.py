"""The FOI desk's tab: renders a case, decides nothing."""
