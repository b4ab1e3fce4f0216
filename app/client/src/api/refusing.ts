/** What every refusal is asked for, so that it can be said in the language of the interface. */
import { graphql } from './graphql';

export const WHY = graphql(`fragment Why on UserError { message code hint reason values { name value } }`);
