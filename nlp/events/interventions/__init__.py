"""The government's hand in a council: directions and notices, commissioners and advisers, partner councils."""
