#!/usr/bin/env bash
# Imports what is beside this file into the Kibana of this container, and lets the spans of Zipkin go after 15 days, as long as
# Prometheus keeps its samples. To be tried again until it ends well: Kibana may not have started yet.
set -euo pipefail

ask() {
  curl --silent --show-error --fail --output /dev/null "$@"
}
put() {
  ask --request PUT --header 'content-type: application/json' --data "$2" "$ELASTICSEARCH_HOSTS$1"
}

put /_ilm/policy/lectern-spans '{"policy":{"phases":{"delete":{"min_age":"15d","actions":{"delete":{}}}}}}'
# For the indices of the days to come, and those that are there.
put /_template/lectern-spans \
  '{"index_patterns":["zipkin-*"],"order":10,"settings":{"index.lifecycle.name":"lectern-spans"}}'
put '/zipkin-*/_settings?allow_no_indices=true' '{"index.lifecycle.name":"lectern-spans"}'

for file in "$(dirname "$0")"/*.ndjson; do
  ask --form file=@"$file" --header 'kbn-xsrf: import' 'http://127.0.0.1:5601/api/saved_objects/_import?overwrite=true'
done
