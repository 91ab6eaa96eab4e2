"""From planned artifacts to a folder that holds exactly them."""
