"""The public's pages: a library's catalogue and a patron's own account, rendered on the server.

Each page is one stored GraphQL query (`queries/`) and one template (`templates/`): it shows what any discovery layer
could ask for, under the same walls and limits. They need no script and load nothing from elsewhere.
"""
