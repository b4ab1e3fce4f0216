/** A library's figures: what was lent in some days, and what the collection is made of at their end. */
import { graphql } from './graphql';

export const FIGURES = graphql(`
  query Figures($from: Date!, $to: Date!, $by: FigureStep!) {
    figures(from: $from, to: $to, by: $by) {
      event
      lastEvent
      lending {
        total { loans returns renewals requests uses feesTaken { amount currency } }
        before { loans returns renewals requests uses feesTaken { amount currency } }
        periods { first last counts { loans returns renewals requests uses feesTaken { amount currency } } }
        servicePoints { key label counts { loans returns renewals requests uses feesTaken { amount currency } } }
        locations { key label counts { loans returns renewals requests uses feesTaken { amount currency } } }
        materialTypes { key label counts { loans returns renewals requests uses feesTaken { amount currency } } }
        groups { key label counts { loans returns renewals requests uses feesTaken { amount currency } } }
      }
      collection {
        titles
        editions
        copies
        neverLent
        turnover
        periods { first last added withdrawn }
        types { key label count }
        languages { key label count }
        decades { key label count }
        locations { key label count }
        materialTypes { key label count }
        mostLent { iri loans resource { id label { value lang } ... on Work { title { full main { lang } } } ... on Instance { title { full main { lang } } } } }
      }
    }
  }
`);
