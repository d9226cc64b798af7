"""What goes wrong beneath a site: its files, its disk, its clock, its processes."""
