"""Files and generated papers, under the same policy as everything else about a person."""
