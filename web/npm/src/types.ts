/** The shapes of questions and results. The whole of a result's JSON is described by `offercast schema --results`. */

export interface Message {
  kind: "error" | "warning" | "assumption";
  /** "" where it has no place. */
  file: string;
  /** From 1, in characters; 0: no place. */
  line: number;
  column: number;
  /** JSON pointer into the offer, or what it is about. */
  pointer: string;
  text: string;
  help?: string;
  /** As the program prints it, with the source line and a caret. */
  printed: string;
}

export interface Figure {
  estimate: number | null;
  std_error: number | null;
  ci_low: number | null;
  ci_high: number | null;
  level: number | null;
  method: string;
  status: string;
  note: string;
}

export interface Histogram {
  edges: number[];
  shares: number[];
}

export interface Metric {
  unit: string;
  mean: Figure;
  quantiles?: Record<string, Figure>;
  p_positive?: Figure;
  p_zero?: Figure;
  histogram?: Histogram;
  [statistic: string]: unknown;
}

/** What every result has. */
export interface ResultHead {
  offercast: { version: string; schema: number };
  input: { name: string | null; sha256: string | null; currency: string };
  run: { seed: string; paths: number; replicates: number | null; sampler: string; level: number };
  assumptions: { at: string; text: string }[];
  warnings: { at: string; text: string }[];
}

export interface RunResult extends ResultHead {
  metrics: Record<string, Metric>;
  exits: { name: string; probability: number; share: Figure; equity_value: { mean: Figure }; contribution: Figure }[];
  [table: string]: unknown;
}

export interface CompareRow extends Figure {
  metric: string;
  group: string;
  statistic: string;
  unit: string;
}

export interface CompareResult extends ResultHead {
  offers: { name: string; sha256: string; histogram: Histogram }[];
  verdict: string;
  best: string | null;
  results: CompareRow[];
  [table: string]: unknown;
}

export interface FragilityResult extends ResultHead {
  fragility: {
    row: string;
    /** "PATH=VALUE, PATH=VALUE", as `set` takes them; "": as given. */
    settings: string;
    mean: Figure;
    p_better: Figure;
    difference?: Figure;
    verdict: string;
    changes: string;
    source: string;
  }[];
}

export interface NegotiateResult extends ResultHead {
  negotiate: {
    lever: string;
    from: string;
    to: string;
    /** As `set` takes it. */
    setting: string;
    mean: Figure;
    median: Figure;
    p_positive: Figure;
    company_cost: Figure;
  }[];
  [table: string]: unknown;
}

export interface CheckResult extends Omit<ResultHead, "run"> {
  valid: boolean;
  complete: boolean;
  missing: string[];
  understood: { at: string; written: string; understood: string; place: string }[];
}

export interface Results {
  run: RunResult;
  compare: CompareResult;
  fragility: FragilityResult;
  negotiate: NegotiateResult;
  check: CheckResult;
}

/** As in the C library (`include/offercast.h`): what is left out has its default. */
export interface Question {
  paths?: number;
  seed?: number | string;
  replicates?: number;
  level?: number;
  sampler?: string;
  target?: string[];
  above?: string[];
  vary?: string[];
  statistics?: string[];
  goal?: string;
  exits?: string;
  against?: string;
  risk_averse?: boolean;
  risk_aversion?: number;
  /** Of `run` and `compare`: with what the answer hangs on and what to ask for, in formats for people. */
  for_people?: boolean;
  second_order?: number;
  repeats?: number;
}
