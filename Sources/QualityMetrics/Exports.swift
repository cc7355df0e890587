// A client that asks for metrics by their ids reads their values too: what metrics are, and each of them, comes along.
@_exported import MetricKit
@_exported import PanelMetrics
@_exported import VMAFMetrics
