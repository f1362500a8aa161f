"""Where frames come from: a folder of class folders, told which file belongs to whom."""
