"""The page that a quotation stands on, shown with the quotation marked."""
