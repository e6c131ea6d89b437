"""What people see, as records: the terminal prints them as tables, the web draws them, programs get them as JSON."""
