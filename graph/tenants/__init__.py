"""Libraries and the networks they form: names, sharing, import policy, locations."""
