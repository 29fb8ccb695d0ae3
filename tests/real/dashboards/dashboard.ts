// What our dashboards may hold: the types of Grafana's own schema, made strict. Grafana types options and queries of panels
// loosely, since each panel plugin brings its own; here they are those of the plugin that the panel names, so that a
// misspelt field is an error. JSON has words where the schema has enums.
import type { Dashboard as AnyDashboard, FieldConfig, FieldConfigSource, Panel as AnyPanel, VariableModel } from "@grafana/schema";
import type * as BarGauge from "@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen";
import type * as Heatmap from "@grafana/schema/dist/esm/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen";
import type * as Stat from "@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen";
import type * as TimeSeries from "@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen";

type Words<T> = T extends string ? `${T}` : T extends number | boolean | null | undefined ? T : { [K in keyof T]: Words<T[K]> };

// Grafana fills in what options do not say.
type Some<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]?: Some<T[K]> } : T;

type Source = { type: "prometheus"; uid: "prometheus" };

// The schema has no type for queries; these are the fields of Prometheus that we use.
type Query = {
  refId: string;
  expr: string;
  legendFormat?: string;
  exemplar?: boolean;
  format?: "time_series" | "table" | "heatmap";
  instant?: boolean;
};

type Of<Type extends string, Options, Custom = never> = Words<
  Omit<AnyPanel, "type" | "title" | "description" | "id" | "gridPos" | "datasource" | "options" | "fieldConfig" | "targets">
> &
  Words<Required<Pick<AnyPanel, "title" | "description" | "id" | "gridPos">>> & {
    type: Type;
    datasource: Source;
    options: Words<Some<Options>>;
    fieldConfig: Words<Omit<FieldConfigSource, "defaults">> & {
      defaults: Words<Omit<FieldConfig, "custom" | "unit">> & { unit: string; custom?: Words<Some<Custom>> };
    };
    targets: Query[];
  };

type Panel =
  | Of<"timeseries", TimeSeries.Options, TimeSeries.FieldConfig>
  | Of<"heatmap", Heatmap.Options, Heatmap.FieldConfig>
  | Of<"stat", Stat.Options>
  | Of<"bargauge", BarGauge.Options>;

export type Dashboard = Words<Omit<AnyDashboard, "panels" | "templating" | "uid" | "title" | "description">> & {
  uid: string;
  title: string;
  description: string;
  templating: { list: (Words<Omit<VariableModel, "datasource">> & { datasource: Source })[] };
  panels: Panel[];
};
