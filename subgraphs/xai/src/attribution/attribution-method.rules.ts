/**
 * The methods of attribution by the names under which they are recorded. One name a method, so that
 * analyses of one method can be found and compared whoever recorded them.
 */
import { badInput } from '@arbiter/kernel/errors/app-error.ts';

/** Gradients, their products and sums; propagation rules; games; surrogates; perturbation; others. */
export const attributionMethods = [
  // Simonyan, Vedaldi, Zisserman 2014, Deep Inside Convolutional Networks: Saliency Maps.
  'vanilla_grad',
  // Shrikumar et al. 2016, Not Just a Black Box.
  'gradient_x_input',
  // Smilkov et al. 2017, SmoothGrad: removing noise by adding noise.
  'smooth_grad',
  // Adebayo et al. 2018, Local Explanation Methods for Deep Neural Networks Lack Sensitivity.
  'var_grad',
  // Sundararajan, Taly, Yan 2017, Axiomatic Attribution for Deep Networks.
  'integrated_gradients',
  // Erion et al. 2021, Improving performance of deep learning models with axiomatic attribution priors.
  'expected_gradients',
  // Springenberg et al. 2015, Striving for Simplicity: The All Convolutional Net.
  'guided_backprop',
  // Zeiler, Fergus 2014, Visualizing and Understanding Convolutional Networks.
  'deconvolution',
  // Selvaraju et al. 2017, Grad-CAM: Visual Explanations from Deep Networks.
  'layer_gradcam',
  'guided_gradcam',
  // Chattopadhay et al. 2018, Grad-CAM++.
  'layer_gradcam_plus_plus',
  // Wang et al. 2020, Score-CAM.
  'score_cam',
  // Bach et al. 2015, On Pixel-Wise Explanations by Layer-Wise Relevance Propagation.
  'lrp',
  // Shrikumar, Greenside, Kundaje 2017, Learning Important Features Through Propagating Activation
  // Differences.
  'deep_lift',
  // Shapley 1953, A Value for n-Person Games: every coalition.
  'shapley_values',
  // Štrumbelj, Kononenko 2010, An Efficient Explanation of Individual Classifications.
  'shapley_sampling',
  // Lundberg, Lee 2017, A Unified Approach to Interpreting Model Predictions; `shap` where the
  // library chose the estimator.
  'shap',
  'kernel_shap',
  'linear_shap',
  'deep_shap',
  'gradient_shap',
  // Lundberg et al. 2020, From local explanations to global understanding with explainable AI for trees.
  'tree_shap',
  // Ribeiro, Singh, Guestrin 2016, "Why Should I Trust You?"
  'lime',
  // Zeiler, Fergus 2014, section 4.2.
  'occlusion',
  // One feature at a time set to its baseline.
  'feature_ablation',
  // Breiman 2001, Random Forests, section 10.
  'permutation_importance',
  // Petsiuk, Das, Saenko 2018, RISE: Randomized Input Sampling for Explanation.
  'rise',
  // Abnar, Zuidema 2020, Quantifying Attention Flow in Transformers.
  'attention_rollout',
] as const;

export type AttributionMethod = (typeof attributionMethods)[number];

/** The method. Errors: BAD_USER_INPUT naming `field`, with the known methods in `allowed`. */
export function requireAttributionMethod(name: string, field: string): AttributionMethod {
  const known = attributionMethods.find((method) => method === name);
  if (known) return known;
  throw badInput(field, `${JSON.stringify(name)} is no known method of attribution.`, {
    allowed: attributionMethods,
  });
}
