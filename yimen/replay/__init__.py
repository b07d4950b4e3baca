"""重演: a year of a city lived again through the public acts; load, test and demonstration data in one."""
