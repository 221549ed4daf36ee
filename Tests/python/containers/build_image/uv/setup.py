from setuptools import Extension, setup

setup(ext_modules=[Extension("answer", ["answer.c"])])
