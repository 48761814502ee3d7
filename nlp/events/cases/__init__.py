"""Cases: reviews of a child's death or harm, rulings of courts and ombudsmen, recommendations made."""
