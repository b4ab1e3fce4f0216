/** The research console: what is written in each language, over which libraries, and what came of it. */
import { ask } from '../api/client';
import { failureOf } from '../api/failing';
import { type Language, RESEARCH, type Saved } from '../api/research';
import type { Failure } from '../api/client';
import type { ResultOf } from '../api/graphql';
import { type Answer, type Scope, answered, isReading } from './asking';

export type Known = ResultOf<typeof RESEARCH>;
const BEGIN: Readonly<Record<Language, string>> = {
  SPARQL: 'PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>\nSELECT ?work ?title WHERE {\n  ?work a bf:Work ; bf:title/bf:mainTitle ?title .\n} LIMIT 100\n',
  GRAPHQL: 'query Works($scope: TenantScope) {\n  search(input: {text: "", scope: $scope}, first: 20) {\n    nodes { ... on Work { iri title { full } } }\n  }\n}\n',
};

export class Console {
  language = $state<Language>('GRAPHQL');
  texts = $state<Record<Language, string>>({ ...BEGIN });
  /** The kept query that a text came from, to be saved over. */
  kept = $state.raw<Record<Language, Saved | null>>({ SPARQL: null, GRAPHQL: null });
  /** `own`, `all`, or `network:` and its name. */
  scope = $state('own');
  first = $state(1000);
  known = $state.raw<Known | null>(null);
  answer = $state.raw<Answer | null>(null);
  failure = $state.raw<Failure | null>(null);
  isRunning = $state(false);
  /** Whether what is written would change something: that is not asked here. */
  isRefused = $state(false);
  #running: AbortController | null = null;

  get text(): string {
    return this.texts[this.language];
  }

  set text(text: string) {
    this.texts[this.language] = text;
  }

  async load(): Promise<void> {
    try {
      this.known = await ask(RESEARCH, {});
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  /** Write a text into the editor of its language. */
  begin(language: Language, text: string, kept: Saved | null = null): void {
    this.stop();
    this.language = language;
    this.texts[language] = text;
    this.kept = { ...this.kept, [language]: kept };
    [this.answer, this.failure, this.isRefused] = [null, null, false];
  }

  async run(): Promise<void> {
    this.stop();
    [this.failure, this.isRefused] = [null, this.language === 'GRAPHQL' && !isReading(this.text)];
    if (this.isRefused) return;
    const running = (this.#running = new AbortController());
    this.isRunning = true;
    try {
      const answer = await answered(this.language, this.text, this.reading, this.first, running.signal);
      if (this.#running === running) this.answer = answer;
    } catch (error) {
      if (!running.signal.aborted) this.failure = failureOf(error);
    } finally {
      if (this.#running === running) this.isRunning = false;
    }
  }

  /** Wait no longer for the answer. */
  stop(): void {
    this.#running?.abort();
    this.#running = null;
    this.isRunning = false;
  }

  get reading(): Scope {
    if (this.scope === 'own') return null;
    return this.scope === 'all' ? { all: true } : { network: this.scope.slice('network:'.length) };
  }
}
