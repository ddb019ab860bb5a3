"""What a page says of itself: title, authors, site, date, address."""
