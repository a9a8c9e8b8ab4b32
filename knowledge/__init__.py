"""The shipped profile and the words of questions: data only, a package so that it travels in the wheel."""
